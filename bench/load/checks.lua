-- Load of scope checks for wrk:
--   wrk -s checks.lua URL -- KEYS TOKEN SCOPES BATCH
-- KEYS is a file with "workspace app" on each line, SCOPES a list joined by commas, BATCH the number of checks in a
-- request, 0 for single checks.

dofile("bench/load/result.lua")

local seeds = 0

function setup(thread)
  seeds = seeds + 1
  thread:set("seed", 4711 * seeds) -- every run and both servers get the same requests
end

local function read_keys(path)
  local keys = {}
  for line in io.lines(path) do
    local workspace, app = line:match("^(%S+) (%S+)$")
    keys[#keys + 1] = { workspace = workspace, app = app }
  end
  return keys
end

local function split(text)
  local parts = {}
  for part in text:gmatch("[^,]+") do
    parts[#parts + 1] = part
  end
  return parts
end

local prepared = {}
local position = 0

function init(args)
  math.randomseed(seed)
  local keys, scopes, batch = read_keys(args[1]), split(args[3]), tonumber(args[4])

  -- Some installations are asked for far more often than others: half of all checks go to an eighth of them.
  local function pick()
    return keys[math.floor(#keys * math.random() ^ 3) + 1], scopes[math.random(#scopes)]
  end

  local headers = { ["Authorization"] = "Bearer " .. args[2] }

  local function single()
    local key, scope = pick()
    return wrk.format("GET", "/v1/workspaces/" .. key.workspace .. "/installations/" .. key.app .. "/scopes/" .. scope, headers)
  end

  local function many()
    local checks = {}
    for i = 1, batch do
      local key, scope = pick()
      checks[i] = '{"workspace":"' .. key.workspace .. '","app":"' .. key.app .. '","scope":"' .. scope .. '"}'
    end
    return wrk.format("POST", "/v1/checks", headers, '{"checks":[' .. table.concat(checks, ",") .. "]}")
  end

  headers["Content-Type"] = batch > 0 and "application/json" or nil

  -- Made beforehand, so that the measurement is of the server and not of Lua.
  for i = 1, batch > 0 and 512 or 16384 do
    prepared[i] = batch > 0 and many() or single()
  end
end

function request()
  position = position % #prepared + 1
  return prepared[position]
end
