using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Registry.AzureTables.Tests;

/// <summary>Does something once, just before the first request that fits is sent.</summary>
internal sealed class BeforeRequest(Func<Uri, bool> fits, Func<Task> action) : HttpPipelinePolicy
{
    private int times;

    public bool Happened => times > 0;

    public TableClientOptions Options()
    {
        var options = new TableClientOptions();
        options.AddPolicy(this, HttpPipelinePosition.PerCall);
        return options;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (fits(message.Request.Uri.ToUri()) && Interlocked.Increment(ref times) == 1)
        {
            await action();
        }

        await ProcessNextAsync(message, pipeline);
    }
}
