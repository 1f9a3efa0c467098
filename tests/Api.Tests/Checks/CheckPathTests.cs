using CsCheck;
using Registry.Grains.Interfaces;

namespace Registry.Api.Tests;

/// <summary>What is read of a path without the routes is what they would find in it.</summary>
public sealed class CheckPathTests
{
    [Fact]
    public void Read_AsItIsWritten_FindsTheIds()
    {
        for (var time = 0; time < 2; time++)
        {
            Assert.True(CheckPath.TryRead("/v1/workspaces/ws_acme/installations/fin-reports/scopes/read_tags", out var check));
            Assert.Equal(new(new(WorkspaceId.Parse("ws_acme"), AppId.Parse("fin-reports")), ScopeId.Parse("read_tags")), check);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1/checks")]
    [InlineData("/v1/workspaces/w/installations/a/scopes")]
    [InlineData("/v1/workspaces/w/installations/a/scopes/")]
    [InlineData("/v1/workspaces/w/installations/a/scopes/s/")]
    [InlineData("/v1/workspaces/w/installations/a/scopes/s/t")]
    [InlineData("/v1/workspaces/w/installations/a/scopes/s%2Ft")]
    [InlineData("/v1/workspaces/w/installations/a%2Fb/scopes/s")]
    [InlineData("/v1/workspaces//installations/a/scopes/s")]
    [InlineData("/v1/workspaces/w/installations//scopes/s")]
    [InlineData("/v1/workspaces/w w/installations/a/scopes/s")]
    [InlineData("/v1/workspaces/w/installations/a/scopes/\u00e4")]
    [InlineData("/v1/Workspaces/w/installations/a/scopes/s")]
    [InlineData("/v1/workspaces/w/installations/a/tokens/s")]
    [InlineData("//v1/workspaces/w/installations/a/scopes/s")]
    public void Read_AnythingElse_IsLeftToTheRoutes(string path) => Assert.False(CheckPath.TryRead(path, out _));

    [Fact]
    public void Read_WhatIsRead_IsTheWholePath() =>
        Gen.Select(Part, Part, Part, Gen.String[Gen.Char["/%"], 0, 2], (workspace, app, scope, end) => $"/v1/workspaces/{workspace}/installations/{app}/scopes/{scope}{end}").Sample(path =>
        {
            if (CheckPath.TryRead(path, out var check))
            {
                Assert.Equal(path, $"/v1/workspaces/{check.Installation.Workspace}/installations/{check.Installation.App}/scopes/{check.Scope}");
            }
        });

    private static Gen<string> Part => Gen.String[Gen.Char["aZ09_-:.%/ \u00e9"], 0, 4];
}
