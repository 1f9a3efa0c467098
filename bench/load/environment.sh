# Sourced by bench/run, bench/profile and bench/micro: what programs of .NET find in their environment.
# shellcheck shell=bash

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# The runtime as it comes: what a shell has set for its tests, say, would be measured too.
unset "${!DOTNET_Tiered@}" "${!DOTNET_TC@}" "${!DOTNET_GC@}" "${!DOTNET_gc@}" DOTNET_ReadyToRun
