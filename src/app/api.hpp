// The page's API (window.playground, docs/page-api.md): one call with JSON in and out, behind
// web/api.js.
//   {"method":"runTo","arguments":[500],"id":7}
// answers {"result":...}, {"error":"..."} or, for what takes time (runTo, export),
// {"pending":true}; then an event "answer" follows: {"id":7,"result":...} or
// {"id":7,"error":"..."}. Other events: "step" {"step","steps","playing"}, "config" (the
// experiment), "done" {"step","fingerprint"}, "error" {"message"}.
#pragma once

#include <string>
#include <string_view>

namespace playground {

class Application;

// Methods: getConfig, setConfig(object), play, pause, step(n = 1), reset, runTo(step, options),
// metrics, fingerprint, shareLink, linkWithFingerprint, export(format), parameters,
// widgets(id = all), reproduction, sweep, cancelSweep, compare; those of
// api_method.hpp (setParameter, ..., status). export's result is
// {"name","type","text"}, or "base64" in place of "text" for bytes.
std::string api_call(Application& application, std::string_view request);

// What metrics() gives: the shape of `run --format json`. Each run's figures are of its "step";
// fingerprints are null while runs are on their way.
std::string metrics_json(const Application& application);

}  // namespace playground
