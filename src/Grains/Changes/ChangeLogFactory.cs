using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace Registry.Grains;

/// <summary>Makes the change logs of grains.</summary>
internal sealed class ChangeLogFactory(IServiceProvider services, IJournal journal, IRequestLog requests, ISiloLease lease, TimeProvider clock, ILogger<ChangeLogFactory> logger)
{
    /// <summary>The change log of an activation whose state has been read.</summary>
    public ChangeLog<TRecord, TAction, TChange, TResult> Create<TRecord, TAction, TChange, TResult>(
        IPersistentState<StoredState<TRecord, TChange>> store,
        IChangeSubject<TRecord, TAction, TChange, TResult> subject)
        where TRecord : class
        where TAction : struct, Enum
        where TChange : class
        where TResult : class =>
        new(store, subject, journal, requests, services.GetRequiredService<Serializer<TResult>>(), lease, clock, logger);
}
