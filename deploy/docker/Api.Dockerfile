# Pin the bases by digest: --build-arg SDK_IMAGE=…@sha256:… --build-arg RUNTIME_IMAGE=…@sha256:…
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled

# The project files and lock files by themselves, so that the restore below is done again only when one of them changes.
FROM ${SDK_IMAGE} AS projects
WORKDIR /source
COPY src/ src/
RUN find src -type f ! -name '*.csproj' ! -name '*.props' ! -name packages.lock.json -delete

# Without global.json: the SDK is pinned by the image.
FROM ${SDK_IMAGE} AS build
ARG ORLEANS_AZURE_STORAGE=
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY .editorconfig BannedSymbols.txt Directory.Build.props Directory.Packages.props ./
COPY --from=projects /source/src/ src/
RUN dotnet restore src/Api/Api.csproj --locked-mode -p:OrleansAzureStorage=${ORLEANS_AZURE_STORAGE}
COPY src/ src/
# The commit, for the version that the assemblies name: there is no repository to ask in the build context.
ARG SOURCE_REVISION=
RUN dotnet publish src/Api/Api.csproj --configuration Release --no-restore --output /app \
    -p:OrleansAzureStorage=${ORLEANS_AZURE_STORAGE} -p:UseAppHost=false \
    -p:ContinuousIntegrationBuild=true -p:ReproducibleBuild=true -p:SourceRevisionId=${SOURCE_REVISION}

# Chiseled: no shell, no package manager. The program writes nowhere with shared storage, so the root file system may be
# read-only; the diagnostics port is off because it would need a socket in /tmp.
FROM ${RUNTIME_IMAGE} AS final
WORKDIR /app
COPY --from=build /app ./
ENV ASPNETCORE_URLS=http://+:8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
# The user "app" of the .NET images, by number so that an orchestrator can tell that it is not root.
USER 1654
ENTRYPOINT ["dotnet", "Registry.Api.dll"]
