// Checks of one column of a file: gaps, constants, identifiers, and what may say who somebody is.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "core/text_check.hpp"
#include "core/translate.hpp"
#include "data/table_checks.hpp"

namespace playground {
namespace {

constexpr std::array<std::string_view, 4> kNameWords = {"name", "names", "nom", "nombre"};
constexpr std::array<std::string_view, 19> kPersonWords = {
    "surname",  "firstname",    "lastname", "forename", "fullname", "givenname", "vorname",
    "nachname", "familienname", "prenom",   "apellido", "cognome",  "person",    "student",
    "patient",  "customer",     "pupil",    "schueler", "teacher"};
constexpr std::array<std::string_view, 10> kPhoneWords = {
    "phone", "telephone", "tel", "telefon", "mobile", "handy", "fax", "cell", "telefono", "mobil"};

// At least so many values are looked at before a column is called an identifier or constant.
constexpr std::size_t kFewRows = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Whether the column's name has one of the words, without regard to case: "first_name", "Phone 2".
template <typename Words>
bool has_word(const std::string& name, const Words& words) {
  std::string word;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const char c = i < name.size() ? name[i] : ' ';
    if (is_letter(c)) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    word.clear();
  }
  return false;
}

// something@domain.ending, without spaces.
bool looks_like_mail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  if (text.find('@', at + 1) != std::string_view::npos) return false;
  if (text.find_first_of(" \t\n") != std::string_view::npos) return false;
  const std::string_view domain = text.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  return dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2 &&
         is_letter(domain[dot + 1]);
}

// 2024-05-31, 31/5/2024, 2024/05/31: three groups of digits with the same sign between them.
bool looks_like_date(std::string_view text) {
  std::size_t groups = 0;
  std::size_t length = 0;
  std::size_t longest = 0;
  char between = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_digit(text[i])) {
      ++length;
      continue;
    }
    if (length == 0) return false;
    ++groups;
    longest = std::max(longest, length);
    length = 0;
    if (i == text.size()) break;
    if (text[i] != '-' && text[i] != '/') return false;
    if (between != 0 && text[i] != between) return false;
    between = text[i];
  }
  return groups == 3 && longest <= 4;
}

// 7 to 15 digits (ITU-T E.164) with nothing but + ( ) - / and spaces between them; a number of
// digits alone is one only when it begins with 0, or in a column called so.
bool looks_like_phone(std::string_view text, bool column_says_so) {
  std::size_t digits = 0;
  std::size_t signs = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      ++digits;
    } else if (text[i] == '+') {
      if (i != 0 && text[i - 1] != '(') return false;
      ++signs;
    } else if (std::string_view("()-/ ").find(text[i]) != std::string_view::npos) {
      if (i == 0 && text[i] != '(') return false;  // a minus
      ++signs;
    } else {
      return false;
    }
  }
  if (digits < 7 || digits > 15 || looks_like_date(text)) return false;
  return column_says_so || signs > 0 || text[0] == '0';
}

// Two to four words of letters that begin with capitals: "Ada Lovelace", "Lovelace, Ada".
bool looks_like_full_name(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_letter(c)) {
      const bool capital = (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
      if (!inside && !capital) return false;
      if (!inside) ++words;
      inside = true;
    } else if (c == ' ' || c == ',' || c == '.') {
      inside = false;
    } else if (c != '-' && c != '\'') {
      return false;
    }
  }
  return words >= 2 && words <= 4;
}

std::size_t count_cells(const CsvTable& csv, std::size_t column,
                        const std::function<bool(std::string_view)>& looks) {
  std::size_t count = 0;
  for (std::size_t row = 0; row < csv.rows; ++row) {
    if (!csv.is_missing(row, column) && looks(csv.cell(row, column))) ++count;
  }
  return count;
}

class ColumnChecks {
 public:
  ColumnChecks(const CsvTable& csv, std::size_t place, std::vector<Finding>& findings)
      : csv_(csv),
        place_(place),
        column_(csv.columns[place]),
        present_(csv.rows - csv.columns[place].missing),
        findings_(findings) {}

  void run() {
    check_gaps();
    if (present_ == 0) return;
    if (column_.distinct == 1 && csv_.rows > 1) {
      return add(FindingKind::constant, Severity::warning,
                 tr_key("column {0} has one value in all {1} rows: it teaches nothing"),
                 {playground::quoted(column_.name), std::to_string(present_)});
    }
    if (check_contacts() || check_names()) return;
    check_identifier();
  }

 private:
  void add(FindingKind kind, Severity severity, const char* text, std::vector<std::string> values) {
    findings_.push_back(make_finding(kind, severity, column_.name, text, std::move(values)));
  }

  void check_gaps() {
    if (column_.missing == 0) return;
    add(FindingKind::missing, Severity::warning,
        tr_key("column {0}: a value is missing in {1} of {2} rows; these rows are left out when "
               "the column is used"),
        {playground::quoted(column_.name), std::to_string(column_.missing),
         std::to_string(csv_.rows)});
  }

  bool check_contacts() {
    const std::size_t mails =
        count_cells(csv_, place_, [](std::string_view cell) { return looks_like_mail(cell); });
    if (mails > 0) {
      add(FindingKind::mail, Severity::privacy,
          tr_key("column {0}: {1} of {2} values look like mail addresses; leave it out before "
                 "you share the table"),
          {playground::quoted(column_.name), std::to_string(mails), std::to_string(present_)});
      return true;
    }
    const bool called_so = has_word(column_.name, kPhoneWords);
    const std::size_t phones = count_cells(
        csv_, place_, [&](std::string_view cell) { return looks_like_phone(cell, called_so); });
    if (5 * phones < present_ || phones == 0) return false;
    add(FindingKind::phone, Severity::privacy,
        tr_key("column {0}: {1} of {2} values look like phone numbers; leave it out before you "
               "share the table"),
        {playground::quoted(column_.name), std::to_string(phones), std::to_string(present_)});
    return true;
  }

  // A person may have several rows. Classes are called names as well, but then come again and
  // again.
  bool check_names() {
    if (column_.kind == CsvKind::number) return false;
    const bool repeats = 2 * column_.distinct < present_;
    const bool called_so =
        has_word(column_.name, kPersonWords) || (!repeats && has_word(column_.name, kNameWords));
    const std::size_t names =
        count_cells(csv_, place_, [](std::string_view cell) { return looks_like_full_name(cell); });
    const bool look_so = 10 * names >= 6 * present_ && column_.distinct >= 3;
    if (!called_so && !look_so) return false;
    add(FindingKind::names, Severity::privacy,
        called_so ? tr_key("column {0} seems to hold names ({1} different in {2} rows); leave it "
                           "out before you share the table")
                  : tr_key("column {0}: {1} of {2} values look like names of people; leave it out "
                           "before you share the table"),
        {playground::quoted(column_.name), std::to_string(called_so ? column_.distinct : names),
         std::to_string(present_)});
    return true;
  }

  // Whole numbers that rise by one, or texts that are all different.
  void check_identifier() {
    if (present_ < kFewRows || column_.distinct != present_) return;
    if (column_.kind == CsvKind::number && !counts_up()) return;
    add(FindingKind::identifier, Severity::warning,
        tr_key("column {0} seems to number or name the rows ({1} different values in {2} rows); "
               "a network could learn the rows by it"),
        {playground::quoted(column_.name), std::to_string(column_.distinct),
         std::to_string(present_)});
  }

  bool counts_up() const {
    std::optional<double> last;
    for (std::size_t row = 0; row < csv_.rows; ++row) {
      const std::optional<double> value = csv_.number(row, place_);
      if (!value) continue;
      if (*value != std::floor(*value) || (last && *value != *last + 1)) return false;
      last = value;
    }
    return true;
  }

  const CsvTable& csv_;
  std::size_t place_;
  const CsvColumn& column_;
  std::size_t present_;
  std::vector<Finding>& findings_;
};

}  // namespace

std::vector<Finding> check_columns(const CsvTable& csv) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < csv.columns.size(); ++i) ColumnChecks(csv, i, findings).run();
  return findings;
}

}  // namespace playground
