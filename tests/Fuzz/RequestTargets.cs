using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Registry.Api;
using Registry.Front;

namespace Registry.Fuzz;

/// <summary>What comes with requests: refused as a problem, or read for good.</summary>
internal static class RequestTargets
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IEndpointRules>(new AnyEndpoint())
        .BuildServiceProvider();

    private static readonly Action<ReadOnlyMemory<byte>>[] Kinds =
    [
        Body<AppBody>, Body<AppScopesBody>, Body<WebhookBody>, Body<ReviewBody>, Body<SuspensionBody>, Body<InstallBody>, Body<GrantBody>, Body<ChecksBody>, Body<EventBody>, Body<ReplayBody>, Body<EmptyBody>,
    ];

    /// <summary>The first byte says of which kind.</summary>
    public static void Bodies(byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            Kinds[bytes[0] % Kinds.Length](bytes.AsMemory(1));
        }
    }

    /// <summary>Nothing is read fast that would be refused when it is looked at closely.</summary>
    public static void Checks(byte[] bytes)
    {
        using var read = ChecksReader.TryRead(bytes);
        if (read is not null)
        {
            Targets.Demand(read.Count == JsonBody<ChecksBody>.Read(bytes, Services).Checks.Length, "Another number of checks is read.");
        }
    }

    /// <summary>The only text of a cursor is the one that was given out.</summary>
    public static void Cursor(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Refused(() => Targets.Demand(Api.Cursor.Write(Api.Cursor.Read(text, "list"), "list") == text, "A cursor has two texts."));
    }

    /// <summary>Each line is a header; the values as the server hands them over.</summary>
    public static void Headers(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n');
        Refused(() => IfMatch.Read(new StringValues(lines)));
        Refused(() => IdempotencyHeader.Read(lines[0]));
        var context = new DefaultHttpContext();
        context.Request.ContentType = lines[0];
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = $"/{lines[0]}";
        Refused(() => BodyReader.DemandJson(context, "{}"u8.ToArray()));
        RawSegment.Unescape(context, lines[0]);
    }

    // What was read is written as something that is read as the same.
    private static void Body<T>(ReadOnlyMemory<byte> json)
        where T : class => Refused(() =>
        {
            BodyReader.DemandJson(new DefaultHttpContext { Request = { ContentType = "application/json" } }, json);
            var canonical = new JsonBody<T>(JsonBody<T>.Read(json, Services)).Canonical();
            var again = new JsonBody<T>(JsonBody<T>.Read(canonical, Services)).Canonical();
            Targets.Demand(canonical.AsSpan().SequenceEqual(again), "A body means something else once it is written.");
        });

    private static void Refused(Action read)
    {
        try
        {
            read();
        }
        catch (ProblemException refusal)
        {
            Targets.Demand(refusal.Problem.Type.Status < 500, "It is refused as the service's own fault.");
        }
    }
}
