using Registry.Grains.Interfaces;

namespace Registry.Grains.Tests;

/// <summary>How many messages have called some methods of installations.</summary>
/// <param name="methods">Their names.</param>
internal sealed class InstallationMessages(params string[] methods) : IIncomingGrainCallFilter
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(IInstallationGrain) && methods.Contains(context.InterfaceMethod.Name))
        {
            Interlocked.Increment(ref count);
        }

        return context.Invoke();
    }
}
