using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Registry.AzureTables.Tests;

/// <summary>A network that loses the answer to the next requests, after the storage has carried them out; the SDK sends them again.</summary>
internal sealed class LostAnswers : HttpPipelinePolicy
{
    private int toLose;

    public int Lost { get; private set; }

    public TableClientOptions Options()
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(1), Mode = RetryMode.Fixed } };
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return options;
    }

    public void LoseNext(int answers = 1) => toLose = answers;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (Interlocked.Decrement(ref toLose) >= 0)
        {
            Lost++;
            throw new RequestFailedException("The answer is lost.");
        }
    }
}
