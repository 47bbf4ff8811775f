// Bytes survive as text.
#include "core/base64.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(Base64, FollowsRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xff\xfe\xfd"), "//79");
}

TEST(Base64, GivesBackTheBytes) {
  std::string bytes;
  for (int i = 0; i < 260; ++i) {
    EXPECT_EQ(from_base64(base64(bytes)).value_or("?"), bytes) << i;
    bytes += static_cast<char>(i * 37);
  }
}

TEST(Base64, RefusesWhatIsNoneWithTheReason) {
  EXPECT_EQ(from_base64("Zg=").error().message, "base64: the length is not a multiple of four");
  EXPECT_EQ(from_base64("Zm9*").error().message, "base64: '*' is none of its digits");
}

}  // namespace
}  // namespace playground
