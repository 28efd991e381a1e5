-- The script of wrk: every answer is compared with the expected one; the sums come as a line of JSON.
-- By environment: BENCH_STATUS, BENCH_LENGTH (bytes of body), BENCH_ETAG ("" for none), and
-- BENCH_PAUSE, the mean pause before a request in milliseconds (0: as fast as it goes).
local status = tonumber(os.getenv("BENCH_STATUS"))
local length = tonumber(os.getenv("BENCH_LENGTH"))
local etag = os.getenv("BENCH_ETAG")
local pause = tonumber(os.getenv("BENCH_PAUSE"))
local threads = {}

wrong = 0

if etag == "" then
  etag = nil
end

if pause > 0 then
  math.randomseed(1)
  function delay()
    return math.floor(-pause * math.log(1 - math.random()) + 0.5)
  end
end

function setup(thread)
  table.insert(threads, thread)
end

function response(code, headers, body)
  if code ~= status or #body ~= length or headers["ETag"] ~= etag then
    wrong = wrong + 1
  end
end

function done(summary, latency, requests)
  local bad = 0
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("wrong")
  end
  local failed = summary.errors
  io.write(string.format(
    '\nJSON {"answers": %d, "seconds": %.6f, "p50": %.3f, "p99": %.3f, "wrong": %d, "failed": %d}\n',
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad,
    failed.connect + failed.read + failed.write + failed.timeout
  ))
end
