using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Registry.Silo;

namespace Registry.Api.Tests;

/// <summary>The Data Protection of one API process among several of a cluster.</summary>
internal sealed class SessionKeyHost : IDisposable
{
    private readonly ServiceProvider services;

    public SessionKeyHost(IGrainFactory grains, ClusterLink? link = null, Func<IXmlRepository, IXmlRepository>? around = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging().AddSingleton(grains).AddSessionKeys();
        if (link is not null)
        {
            collection.AddSingleton(link);
        }

        if (around is not null)
        {
            collection.PostConfigure<KeyManagementOptions>(options => options.XmlRepository = around(options.XmlRepository!));
        }

        services = collection.BuildServiceProvider();
    }

    private IDataProtector Protector => services.GetDataProtector("session");

    public string Protect(string text) => Protector.Protect(text);

    public string Unprotect(string text) => Protector.Unprotect(text);

    public void Dispose() => services.Dispose();
}
