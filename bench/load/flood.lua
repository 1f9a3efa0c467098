-- Single checks of installations that do not exist, each in another workspace, for wrk:
--   wrk -s flood.lua URL -- APP TOKEN SCOPE

dofile("bench/load/result.lua")

local number = 0
local head, tail

function init(args)
  local request = wrk.format("GET", "/v1/workspaces/flood-#/installations/" .. args[1] .. "/scopes/" .. args[3], { ["Authorization"] = "Bearer " .. args[2] })
  head, tail = request:match("^(.-)#(.*)$")
end

function request()
  number = number + 1
  return head .. number .. tail
end
