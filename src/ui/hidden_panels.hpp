// The parts of the screen that an address leaves out: ?hide=data,model,... for a worksheet,
// ?embed=1 for a page that shows this one in a frame.
//   ui.hidden = read_hidden_panels("data,model", false).panels;
#pragma once

#include <string>
#include <string_view>

namespace playground {

struct HiddenPanels {
  bool controls = false;  // the bar with Play, steps and speed
  bool menu = false;      // the buttons at its right: Share, theme, help, more
  bool status = false;    // the bar at the bottom
  bool runs = false, data = false, model = false, training = false;  // of the left column
  bool lesson = false;                                               // the right column
  bool plots = false;                                                // the tabs under the cards

  bool left() const { return runs && data && model && training; }
};

struct HiddenPanelsRead {
  HiddenPanels panels;
  std::string fault;  // what is wrong with the list; what is right in it counts all the same
};

// `hide`: names with commas between them. `embed` hides the menu, the status bar and the right
// column.
HiddenPanelsRead read_hidden_panels(std::string_view hide, bool embed);

}  // namespace playground
