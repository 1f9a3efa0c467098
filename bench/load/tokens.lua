-- Load of questions about access tokens for wrk:
--   wrk -s tokens.lua URL -- TOKENS AUTHORIZATION HOW
-- TOKENS is a file with a token on each line; HOW is introspect or authorize. AUTHORIZATION is who introspects, as the header.

dofile("bench/load/result.lua")

local prepared, position = {}, 0

function init(args)
  for token in io.lines(args[1]) do
    if args[3] == "authorize" then
      prepared[#prepared + 1] = wrk.format("GET", "/v1/authorize?scope=read_tags", { ["Authorization"] = "Bearer " .. token })
    else
      prepared[#prepared + 1] = wrk.format("POST", "/oauth/introspect",
        { ["Authorization"] = args[2] ~= "" and args[2] or nil, ["Content-Type"] = "application/x-www-form-urlencoded" }, "token=" .. token)
    end
  end
end

function request()
  position = position % #prepared + 1
  return prepared[position]
end
