using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>Answers and logs name a request by its trace, whether traces are collected or not.</summary>
public sealed class TraceIdTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("Registry=Information", false)]
    [InlineData("Registry=Information", true)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics=Information", false)]
    public async Task Request_ThatIsLogged_IsNamedByTheTraceOfItsCaller(string level, bool isTraced)
    {
        using var log = new ScopedLog();
        using var traces = new ActivityListener { ShouldListenTo = source => isTraced && source.Name == "Microsoft.AspNetCore", Sample = (ref _) => ActivitySamplingResult.AllData };
        ActivitySource.AddActivityListener(traces);
        await using var server = new RegistryServer(
            services => services.AddSingleton<ILoggerProvider>(log).AddSingleton<IScopeChecks, BrokenChecks>(), "--Logging:LogLevel:Registry=Information", "--Logging:Console:LogLevel:Default=None", "--Logging:Console:LogLevel:Registry=None", $"--Logging:LogLevel:{level}");
        await server.InitializeAsync();
        const string Path = "/v1/workspaces/ws_1/installations/app_1/scopes/read_tags";

        var named = await new Scene(server).Service.GetAsync(Path, ("traceparent", $"00-{Trace}-b7ad6b7169203331-00"));

        named.Refused(500, "internal_error");
        Assert.Equal(Trace, named.Json.GetProperty("traceId").GetString());
        var scopes = Assert.Single(log.Lines, line => line.Text.Contains("A fault of the program", StringComparison.Ordinal)).Scopes;
        Assert.Contains($"TraceId={Trace}", scopes);
        Assert.Contains($"RequestPath={Path}", scopes);
        Assert.Single(scopes, scope => scope.StartsWith("RequestId=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-00")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-00")]
    [InlineData("|root.1.")]
    [InlineData("x")]
    public async Task Request_WithATraceThatIsNone_HasOneOfItsOwn(string traceparent)
    {
        await using var server = new RegistryServer();
        await server.InitializeAsync();
        var nobody = new Scene(server).Nobody;

        var (first, second) = (await nobody.GetAsync("/v1/catalog", ("traceparent", traceparent)), await nobody.GetAsync("/v1/catalog", ("traceparent", traceparent)));

        // Which says that it has the form of one, too.
        first.Refused(401, "unauthenticated");
        second.Refused(401, "unauthenticated");
        Assert.NotEqual(first.Json.GetProperty("traceId").GetString(), second.Json.GetProperty("traceId").GetString());
    }

    /// <summary>Keeps what is logged, with the scopes around it.</summary>
    private sealed class ScopedLog : ILoggerProvider, ISupportExternalScope
    {
        private readonly List<(string Text, string[] Scopes)> lines = [];
        private IExternalScopeProvider? around;

        public IReadOnlyList<(string Text, string[] Scopes)> Lines
        {
            get
            {
                lock (lines)
                {
                    return [.. lines];
                }
            }
        }

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => around = scopeProvider;

        public ILogger CreateLogger(string categoryName) => new Logger(this);

        public void Dispose()
        {
        }

        private void Add(string text)
        {
            var scopes = new List<string>();
            around?.ForEachScope((scope, found) => found.AddRange(scope is IEnumerable<KeyValuePair<string, object?>> values ? values.Select(value => $"{value.Key}={value.Value}") : []), scopes);
            lock (lines)
            {
                lines.Add((text, [.. scopes]));
            }
        }

        private sealed class Logger(ScopedLog log) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log.Add($"{formatter(state, exception)} {exception?.Message}");
        }
    }
}
