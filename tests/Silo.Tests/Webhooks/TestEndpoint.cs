using System.Net;

namespace Registry.Silo.Tests;

/// <summary>Stands in for the network where only the counting of attempts matters.</summary>
internal sealed class TestEndpoint : HttpMessageHandler
{
    private int calls;

    public Func<Uri, CancellationToken, Task<HttpStatusCode>> Answer { get; set; } = (_, _) => Task.FromResult(HttpStatusCode.OK);

    public int Calls => Volatile.Read(ref calls);

    public void Always(HttpStatusCode status) => Answer = (_, _) => Task.FromResult(status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        return new(await Answer(request.RequestUri!, cancellationToken));
    }
}
