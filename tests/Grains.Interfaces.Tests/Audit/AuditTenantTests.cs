namespace Registry.Grains.Interfaces.Tests.Audit;

public sealed class AuditTenantTests
{
    [Theory]
    [InlineData("platform")]
    [InlineData("workspace/ws_acme")]
    [InlineData("developer/dev_fin")]
    public void Text_OfATenant_LeadsBackToIt(string text)
    {
        var tenant = AuditTenant.Parse(text);

        Assert.Equal(text, tenant.ToString());
        Assert.Equal(tenant, AuditTenant.Parse(tenant.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Platform")]
    [InlineData("platform/")]
    [InlineData("workspace")]
    [InlineData("workspace/")]
    [InlineData("workspace/a/b")]
    [InlineData("workspace/a b")]
    [InlineData("developer/ä")]
    [InlineData("app/fin")]
    [InlineData("tenants")]
    public void Text_OfNoTenant_IsRefused(string text)
    {
        Assert.False(AuditTenant.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => AuditTenant.Parse(text));
    }

    [Fact]
    public void Tenants_OfDifferentKinds_AreDifferentUnderTheSameId() =>
        Assert.NotEqual(AuditTenant.Of(WorkspaceId.Parse("fin")), AuditTenant.Of(DeveloperId.Parse("fin")));
}
