using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Registry.Grains.Tests;

/// <summary>Stands in front of an index of installations; what it has read of a workspace can be held back.</summary>
#pragma warning disable CA1852 // What stands in for the interface is made from this as a base class.
internal class GatedIndex : DispatchProxy
#pragma warning restore CA1852
{
    private readonly TaskCompletionSource hasRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource isOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IInstallationIndex inner = null!;
    private int pagesLeft = int.MaxValue;

    /// <summary>Is completed when something was read that is held back.</summary>
    public Task HasRead => hasRead.Task;

    /// <summary>Puts one in front of the index that is registered.</summary>
    public static GatedIndex PutInFront(IServiceCollection services)
    {
        var original = services.Last(service => service.ServiceType == typeof(IInstallationIndex));
        services.Remove(original);
        var index = Create<IInstallationIndex, GatedIndex>();
        var control = (GatedIndex)(object)index;
        services.AddSingleton(provider =>
        {
            control.inner = (IInstallationIndex)(original.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!));
            return index;
        });
        return control;
    }

    /// <summary>Holds back from now on what is read of a workspace, after so many pages of it.</summary>
    public void Close(int afterPages = 0) => Volatile.Write(ref pagesLeft, afterPages);

    public void Open() => isOpen.SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(inner, args);
        return answer is Task<ImmutableArray<InstallationRow>> rows
            && targetMethod.Name == nameof(IInstallationIndex.ReadByWorkspaceAsync)
            && Interlocked.Decrement(ref pagesLeft) < 0
            ? HoldAsync(rows)
            : answer;
    }

    private async Task<ImmutableArray<InstallationRow>> HoldAsync(Task<ImmutableArray<InstallationRow>> rows)
    {
        var read = await rows;
        hasRead.TrySetResult();
        await isOpen.Task;
        return read;
    }
}
