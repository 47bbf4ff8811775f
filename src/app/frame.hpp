// The application in a window: joins the rules (Application), the screen (ui/) and the platform.
// Only here do the three meet.
#pragma once

#include <memory>

#include "platform/platform.hpp"

namespace playground {

std::unique_ptr<PlatformClient> make_playground();

}  // namespace playground
