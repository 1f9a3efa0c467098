using System.Reflection;

namespace Registry.Silo.Tests;

/// <summary>An object of an interface whose methods all answer the same.</summary>
#pragma warning disable CA1852 // What stands in for the interface is made from this as a base class.
internal class SameAnswer : DispatchProxy
#pragma warning restore CA1852
{
    private Func<object> answer = null!;

    /// <summary>Makes one.</summary>
    public static T Of<T>(Func<object> answer)
        where T : class
    {
        var made = Create<T, SameAnswer>();
        ((SameAnswer)(object)made).answer = answer;
        return made;
    }

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => answer();
}
