using Azure.Core;
using Azure.Core.Pipeline;
using Request = Azure.Core.Request;

namespace Registry.Silo.Tests;

/// <summary>Stands between the client and the service, below the retries.</summary>
internal sealed class FaultPolicy : HttpPipelinePolicy
{
    private readonly Lock gate = new();
    private readonly List<Func<Task>> late = [];
    private Func<Request, Fault> plan = _ => Fault.None;
    private bool isCut;

    /// <summary>Something else that happens before a request is sent.</summary>
    public Func<Request, Task> BeforeSend { get; set; } = _ => Task.CompletedTask;

    /// <summary>The writes that the service has seen.</summary>
    public int Writes { get; private set; }

    /// <summary>All requests that the service has seen.</summary>
    public int Requests { get; private set; }

    public static bool IsWrite(Request request) => request.Method != RequestMethod.Get;

    /// <summary>Lets something go wrong with the write of that number, from 0.</summary>
    public void FailWrite(int number, Fault fault)
    {
        var seen = -1;
        Plan(request => IsWrite(request) && Interlocked.Increment(ref seen) == number ? fault : Fault.None);
    }

    public void Plan(Func<Request, Fault> next)
    {
        lock (gate)
        {
            plan = next;
            isCut = false;
            Writes = 0;
            Requests = 0;
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Heal() => Plan(_ => Fault.None);

    /// <summary>The requests that were late are done now.</summary>
    public async Task ArriveAsync()
    {
        foreach (var request in late)
        {
            await request();
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var fault = Next(message.Request);
        switch (fault)
        {
            case Fault.CutBefore:
                throw new IOException("cut");
            case Fault.Late:
                late.Add(await CopyAsync(message.Request));
                throw new IOException("late");
        }

        await BeforeSend(message.Request);
        await ProcessNextAsync(message, pipeline);
        lock (gate)
        {
            Requests++;
            Writes += IsWrite(message.Request) ? 1 : 0;
        }

        if (fault != Fault.None)
        {
            throw new IOException("the answer is lost");
        }
    }

    private Fault Next(Request request)
    {
        lock (gate)
        {
            if (isCut)
            {
                return Fault.CutBefore;
            }

            var fault = plan(request);
            isCut = fault is Fault.CutBefore or Fault.CutAfter or Fault.Late;
            return fault;
        }
    }

    // Signed already, and good for a quarter of an hour.
    private static async Task<Func<Task>> CopyAsync(Request request)
    {
        using var body = new MemoryStream();
        if (request.Content is { } content)
        {
            await content.WriteToAsync(body, CancellationToken.None);
        }

        var bytes = body.ToArray();
        var method = new HttpMethod(request.Method.Method);
        var uri = request.Uri.ToUri();
        var headers = request.Headers.ToArray();
        return async () =>
        {
            using var client = new HttpClient();
            using var copy = new HttpRequestMessage(method, uri);
            copy.Content = bytes.Length > 0 ? new ByteArrayContent(bytes) : null;
            foreach (var header in headers)
            {
                if (!copy.Headers.TryAddWithoutValidation(header.Name, header.Value))
                {
                    copy.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value);
                }
            }

            using var answer = await client.SendAsync(copy);
        };
    }
}
