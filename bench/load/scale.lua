-- Load of single checks over many installations of one app, for wrk:
--   wrk -s scale.lua URL -- APP TOKEN SCOPE FIRST COUNT ORDER
-- ORDER is random, or each: then no installation is asked for twice, and the first one is number FIRST.

dofile("bench/load/result.lua")

local app, scope, first, count, order
local position = 0
local head, tail

function init(args)
  math.randomseed(4711)
  app, scope, first, count, order = args[1], args[3], tonumber(args[4]), tonumber(args[5]), args[6]
  local request = wrk.format("GET", "/v1/workspaces/ws-%07d/installations/" .. app .. "/scopes/" .. scope, { ["Authorization"] = "Bearer " .. args[2] })
  head, tail = request:match("^(.-)%%07d(.*)$")
end

function request()
  local number
  if order == "random" then
    number = math.random(first, first + count - 1)
  else
    number = first + position % count
    position = position + 1
  end
  return head .. string.format("%07d", number) .. tail
end
