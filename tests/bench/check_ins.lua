-- The script of wrk for scans. BENCH_SCANS names a file: a line each, the cookie of a station, a blank
-- and a body. They are sent in order, each once (after the last the first again: its key is known, and
-- it is answered as it was). Every answer says that somebody came in.
local threads = {}
local scans = {}

wrong, place = 0, 0

for line in io.lines(os.getenv("BENCH_SCANS")) do
  local station, body = line:match("^(%S+) (.+)$")
  table.insert(scans, wrk.format("POST", nil, {
    ["Content-Type"] = "application/json", ["Cookie"] = "cwf_station=" .. station,
  }, body))
end

function request()
  place = place + 1
  return scans[(place - 1) % #scans + 1]
end

function setup(thread)
  table.insert(threads, thread)
end

function response(code, headers, body)
  if code ~= 200 or not body:find('"state":"entered"', 1, true) then
    wrong = wrong + 1
  end
end

function done(summary, latency, requests)
  local bad, sent = 0, 0
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("wrong")
    sent = sent + thread:get("place")
  end
  local failed = summary.errors
  io.write(string.format(
    '\nJSON {"answers": %d, "sent": %d, "seconds": %.6f, "p50": %.3f, "p99": %.3f, "wrong": %d, "failed": %d}\n',
    summary.requests, sent, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad,
    failed.connect + failed.read + failed.write + failed.timeout
  ))
end
