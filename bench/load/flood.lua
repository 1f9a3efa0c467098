-- Checks of installations that do not exist, each in another workspace, for wrk:
--   wrk -s flood.lua URL -- APP TOKEN SCOPE BATCH
-- BATCH is the number of checks in a request, 0 for single checks.

dofile("bench/load/result.lua")

local number = 0
local headers, batch, head, tail, check

function init(args)
  local app, scope = args[1], args[3]
  batch = tonumber(args[4])
  headers = { ["Authorization"] = "Bearer " .. args[2], ["Content-Type"] = batch > 0 and "application/json" or nil }
  local single = wrk.format("GET", "/v1/workspaces/flood-#/installations/" .. app .. "/scopes/" .. scope, headers)
  head, tail = single:match("^(.-)#(.*)$")
  check = '","app":"' .. app .. '","scope":"' .. scope .. '"}'
end

function request()
  if batch == 0 then
    number = number + 1
    return head .. number .. tail
  end

  local checks = {}
  for i = 1, batch do
    number = number + 1
    checks[i] = '{"workspace":"flood-b' .. number .. check
  end
  return wrk.format("POST", "/v1/checks", headers, '{"checks":[' .. table.concat(checks, ",") .. "]}")
end
