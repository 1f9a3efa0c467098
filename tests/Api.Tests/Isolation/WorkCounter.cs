using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Registry.Api.Tests.Isolation;

/// <summary>
/// Notes which calls of grains and of the storage a request leads to, wherever they are made: the request carries a mark that
/// goes along with every grain call. What the service does by itself meanwhile has none.
/// </summary>
internal sealed class WorkCounter : IIncomingGrainCallFilter, IStartupFilter
{
    /// <summary>The header whose value names the work of a request.</summary>
    public const string Header = "X-Isolation-Work";

    private const string Storage = "registry";

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> work = new();

    /// <summary>Puts the counter in front of every grain and of the storage that is registered.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton<IIncomingGrainCallFilter>(this);
        services.AddSingleton<IStartupFilter>(this);
        var tables = services.Where(service => !service.IsKeyedService && service is { ServiceType: { IsInterface: true, Namespace: "Registry.Grains" }, ImplementationType.Namespace: "Registry.Silo" }).ToArray();
        var states = services.Single(service => service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, Storage));
        Assert.NotEmpty(tables);
        foreach (var table in tables)
        {
            services.Remove(table);
            services.AddSingleton(table.ServiceType, provider => Counted(table.ServiceType, ActivatorUtilities.CreateInstance(provider, table.ImplementationType!)));
        }

        services.Remove(states);
        services.AddKeyedSingleton(Storage, (provider, key) => (IGrainStorage)Counted(typeof(IGrainStorage), states.KeyedImplementationFactory!(provider, key)));
    }

    /// <summary>What a request has led to, in an order that does not depend on chance.</summary>
    public string[] Of(string mark) => work.TryGetValue(mark, out var calls) ? [.. calls.Order(StringComparer.Ordinal)] : [];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(MarkAsync);
        next(app);
    };

    public Task Invoke(IIncomingGrainCallContext context)
    {
        // Those of Orleans itself are how the storage in memory is reached, which is counted where it is asked.
        if (context.InterfaceMethod.DeclaringType is { Namespace: { } name } declaring && name.StartsWith("Registry.", StringComparison.Ordinal))
        {
            Note($"grain {declaring.Name}.{context.InterfaceMethod.Name}");
        }

        return context.Invoke();
    }

    // In a method of its own, so that the mark ends with the request.
    private static async Task MarkAsync(HttpContext context, RequestDelegate next)
    {
        RequestContext.Set(Header, context.Request.Headers[Header].ToString());
        await next(context);
    }

    private void Note(string call)
    {
        if (RequestContext.Get(Header) is string { Length: > 0 } mark)
        {
            work.GetOrAdd(mark, _ => new()).Enqueue(call);
        }
    }

    private object Counted(Type contract, object inner)
    {
        var proxy = DispatchProxy.Create(contract, typeof(CountedStorage));
        ((CountedStorage)proxy).Attach(inner, this);
        return proxy;
    }

#pragma warning disable CA1852 // What stands in for the interface is made from this as a base class.
    internal class CountedStorage : DispatchProxy
#pragma warning restore CA1852
    {
        private object inner = null!;
        private WorkCounter counter = null!;

        public void Attach(object storage, WorkCounter by) => (inner, counter) = (storage, by);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            counter.Note($"storage {targetMethod!.DeclaringType!.Name}.{targetMethod.Name}");
            return targetMethod.Invoke(inner, args);
        }
    }
}
