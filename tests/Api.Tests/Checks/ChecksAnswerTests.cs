using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>What is written without a serializer is what the serializer writes.</summary>
public sealed class ChecksAnswerTests
{
    private static readonly CheckReason[] Reasons = Enum.GetValues<CheckReason>();

    [Fact]
    public async Task Write_EveryReasonAndRevision_IsWhatTheTypeLooksLike()
    {
        long[] revisions = [0, 1, 10, 4_711, long.MaxValue];
        var decisions = Reasons.SelectMany(reason => revisions.Select(revision => new ScopeDecision(reason, revision))).ToImmutableArray();

        await AssertWrittenAsync(decisions);
        foreach (var decision in decisions)
        {
            await AssertWrittenAsync([decision]);
        }
    }

    [Fact]
    public void Write_TheLongest_FitsAndFillsTheRoomForIt()
    {
        var json = new byte[CheckJson.MostBytes];

        var lengths = Reasons.Select(reason => CheckJson.Write(new(reason, long.MaxValue), json)).ToList();

        Assert.Equal(Reasons.Select(reason => JsonSerializer.Serialize(CheckResponse.From(new(reason, long.MaxValue)), ApiJson.Readable.CheckResponse).Length), lengths);
        Assert.Equal(CheckJson.MostBytes, lengths.Max());
    }

    private static async Task AssertWrittenAsync(ImmutableArray<ScopeDecision> decisions)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };

        await new ChecksAnswer(decisions.AsSpan()).ExecuteAsync(context);

        Assert.Equal(
            JsonSerializer.SerializeToUtf8Bytes(new ChecksResponse([.. decisions.Select(CheckResponse.From)]), ApiJson.Readable.ChecksResponse),
            body.ToArray());
        Assert.Equal((200, "application/json", body.Length), (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength));
    }
}
