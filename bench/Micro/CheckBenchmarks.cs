using System.Net.Sockets;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Registry.Api;
using Registry.Front;
using Registry.Grains.Interfaces;

namespace Registry.Micro;

/// <summary>What a check goes through, from the grain to the socket, in a registry over memory.</summary>
public class CheckBenchmarks : IDisposable
{
    private const int InBatch = 100;

    private static readonly ScopeId Scope = ScopeId.Parse("read_tags");

    private readonly InstallationKey key = new(WorkspaceId.Parse("ws_micro"), AppId.Parse("app-micro"));
    private readonly ScopeDecision[] decisions = new ScopeDecision[InBatch];
    private readonly byte[] received = new byte[64 * 1024];
    private readonly string directory = Directory.CreateTempSubdirectory("registry-micro-").FullName;
    private WebApplication app = null!;
    private IScopeChecks checks = null!;
    private IInstallationGrain installation = null!;
    private KnownCallers callers = null!;
    private DefaultHttpContext call = null!;
    private ScopeCheck[] batch = null!;
    private byte[] batchBody = null!;
    private byte[] single = null!;
    private byte[] many = null!;
    private Socket socket = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        app = RegistryApi.Create(["--urls=http://127.0.0.1:0", "--environment=Benchmark", "--Storage:Provider=Memory", $"--Storage:Path={directory}", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Registry=None"]);
        await app.StartAsync();
        var address = new Uri(app.Urls.First());
        var token = new LocalIssuer(LocalIssuerKey.LoadOrCreate(directory), app.Services.GetRequiredService<IOptions<AuthOptions>>().Value).Issue(new TokenRequest(["operator"], null, null), "benchmark", TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1));
        using (var http = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } })
        {
            await PutAsync(http, $"/v1/apps/{key.App}", $$"""{"name":"Micro","developer":"dev_micro","visibility":"private","workspaces":["{{key.Workspace}}"],"scopes":[{"id":"{{Scope}}","reason":"For the benchmark"}]}""");
            await PutAsync(http, $"/v1/workspaces/{key.Workspace}/installations/{key.App}", "{}");
        }

        checks = app.Services.GetRequiredService<IScopeChecks>();
        callers = app.Services.GetRequiredService<KnownCallers>();
        installation = app.Services.GetRequiredService<IGrainFactory>().GetInstallation(key);
        batch = [.. Enumerable.Repeat(new ScopeCheck(key, Scope), InBatch)];
        batchBody = Encoding.ASCII.GetBytes($$"""{"checks":[{{string.Join(',', Enumerable.Repeat($$"""{"workspace":"{{key.Workspace}}","app":"{{key.App}}","scope":"{{Scope}}"}""", InBatch))}}]}""");
        var head = $"Host: {address.Authority}\r\nAuthorization: Bearer {token}\r\n";
        single = Encoding.ASCII.GetBytes($"GET /v1/workspaces/{key.Workspace}/installations/{key.App}/scopes/{Scope} HTTP/1.1\r\n{head}\r\n");
        many = [.. Encoding.ASCII.GetBytes($"POST /v1/checks HTTP/1.1\r\n{head}Content-Type: application/json\r\nContent-Length: {batchBody.Length}\r\n\r\n"), .. batchBody];
        call = new DefaultHttpContext { Request = { Headers = { Authorization = $"Bearer {token}" } } };
        call.SetEndpoint(new(null, new(new RolesRequirement(Permissions.Check)), null));
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        Demand(Send(single));
        Demand(Send(many));
        if (!callers.TryAdmit(call) || await checks.TryCheckAsync(key, Scope) is null)
        {
            throw new InvalidOperationException("The quick way is not taken.");
        }
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    public void Dispose()
    {
        socket?.Dispose();
        GC.SuppressFinalize(this);
    }

    // Once in ten seconds it takes a call, which is waited for.
    [Benchmark(Description = "check in the silo")]
    public bool Check()
    {
        var decision = checks.CheckAsync(key, Scope);
        return decision.IsCompletedSuccessfully ? decision.Result.Allowed : decision.AsTask().GetAwaiter().GetResult().Allowed;
    }

    [Benchmark(Description = "check by a grain call")]
    public async Task<bool> CallAsync() => (await installation.CheckAsync(Scope)).Allowed;

    [Benchmark(Description = "100 checks in the silo")]
    public async Task<bool> CheckManyAsync()
    {
        await checks.CheckManyAsync(batch, decisions);
        return decisions[^1].Allowed;
    }

    [Benchmark(Description = "knowing the caller")]
    public bool Admit() => callers.TryAdmit(call);

    [Benchmark(Description = "reading a batch of 100")]
    public int Read()
    {
        using var request = ChecksReader.TryRead(batchBody);
        return request!.Count;
    }

    [Benchmark(Description = "HTTP check over loopback")]
    public int Http() => Send(single);

    [Benchmark(Description = "HTTP batch of 100 over loopback")]
    public int HttpBatch() => Send(many);

    private static async Task PutAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(path, content);
        answer.EnsureSuccessStatusCode();
    }

    // Blocking and without a client library, so that what is counted is the server's. An answer comes whole, with its length.
    private int Send(byte[] request)
    {
        socket.Send(request);
        var length = 0;
        do
        {
            var count = socket.Receive(received.AsSpan(length));
            length = count > 0 ? length + count : throw new InvalidOperationException("The connection was closed.");
        }
        while (!IsWhole(received.AsSpan(0, length)));
        return length;
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        var at = answer.IndexOf("Content-Length: "u8);
        return end >= 0 && at >= 0
            && System.Buffers.Text.Utf8Parser.TryParse(answer[(at + "Content-Length: ".Length)..], out int length, out _)
            && answer.Length == end + 4 + length;
    }

    private void Demand(int length)
    {
        if (!received.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8) || received.AsSpan(0, length).IndexOf("\"granted\""u8) < 0)
        {
            throw new InvalidOperationException(Encoding.UTF8.GetString(received, 0, length));
        }
    }
}
