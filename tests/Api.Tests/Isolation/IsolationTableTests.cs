using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Api.Tests.Isolation;

/// <summary>The table says something of every endpoint that the running service lists, and of none besides.</summary>
[Collection(IsolationServer.Name)]
public sealed partial class IsolationTableTests(IsolationServer server)
{
    [Fact]
    public void Endpoints_OfTheRunningService_AreAllInTheTable()
    {
        var listed = server.Registry.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(NamesOf).ToHashSet();
        var rows = Table.Rows.Select(row => row.Endpoint).ToHashSet();
        var missing = listed.Except(rows).Order(StringComparer.Ordinal).ToArray();
        var spare = rows.Except(listed).Order(StringComparer.Ordinal).ToArray();

        Assert.True(
            missing.Length + spare.Length == 0,
            $"""
            The service has endpoints that {nameof(Table)} says nothing of. Add a row for each, with who may call it and what own, foreign and missing things give:
            {string.Join('\n', missing)}
            {nameof(Table)} has rows of endpoints that the service does not have. Remove them, or map the endpoints:
            {string.Join('\n', spare)}
            """);
    }

    [Fact]
    public void Rows_HaveNamesOfTheirOwn() =>
        Assert.Empty(Table.Rows.GroupBy(row => row.ToString()).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    [Fact]
    public async Task Forms_OfThePages_AreAllInTheTable()
    {
        foreach (var page in Table.Rows.Where(row => row is { Door: Door.Page, Method: "GET" }))
        {
            foreach (var role in page.Roles)
            {
                var answer = await server.Visitors.In(role, Door.Page).CallAsync(server.Registry.Client, page, server.Mine.Target);
                var forms = Handler().Matches(answer.Is(200).Text).Select(match => match.Groups[1].Value).Where(form => form != "sign-out").Distinct();
                var rows = Table.Rows.Where(row => row.Endpoint == $"POST {page.Endpoint.Split(' ')[1]}").Select(row => row.Form).OfType<string>();
                Assert.True(!forms.Except(rows).Any(), $"{page} has forms that {nameof(Table)} says nothing of. Add a row for each: {string.Join(", ", forms.Except(rows))}");
            }
        }
    }

    private static IEnumerable<string> NamesOf(RouteEndpoint endpoint)
    {
        var route = "/" + endpoint.RoutePattern.RawText!.Trim('/');

        // One row for the files of a folder: they come and go, and are there for everybody.
        if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            route = $"/{route.Split('/')[1]}/{{file}}";
        }

        return (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => $"{method} {route}");
    }

    [GeneratedRegex("""name="_handler" value="([^"]+)""")]
    private static partial Regex Handler();
}
