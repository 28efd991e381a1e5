-- The script of wrk for many addresses: one after another, every answer is a known one.
-- BENCH_FEEDS names a file: a line each, address, ETag as sent, bytes of body. BENCH_STATUS: 200 or 304.
local status = tonumber(os.getenv("BENCH_STATUS"))
local threads = {}
local asked, length = {}, {}

wrong = 0

for line in io.lines(os.getenv("BENCH_FEEDS")) do
  local path, etag, bytes = line:match("^(%S+) (%S+) (%d+)$")
  local headers = { ["Accept-Encoding"] = "gzip" }
  if status == 304 then
    headers["If-None-Match"] = etag
    bytes = "0"
  end
  length[etag] = tonumber(bytes)
  table.insert(asked, wrk.format("GET", path, headers))
end

local place = 0

function request()
  place = place % #asked + 1
  return asked[place]
end

function setup(thread)
  table.insert(threads, thread)
end

function response(code, headers, body)
  if code ~= status or length[headers["ETag"]] ~= #body then
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
