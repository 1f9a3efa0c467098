using Registry.Grains.Interfaces;

namespace Registry.Grains;

/// <summary>
/// What an activation may be asked without a message, and until when. Orleans replaces one that hangs in a call, and tells
/// nobody but those who send it a message; it also takes one for idle that no message comes to. So that neither happens
/// unseen, a message has to come every now and then, and finds the activation in order.
/// </summary>
/// <param name="active">Where the activation is found, which also knows how long after a message (<see cref="PeriodWithin"/>).</param>
internal sealed class LocalAnswers(ActiveInstallations active)
{
    // Far less than what makes Orleans replace an activation that hangs (two hours), and so long that hardly any check pays for
    // the message, even where a million installations share the checks: each of them is asked every 20 s then.
    private static readonly TimeSpan MostPeriod = TimeSpan.FromMinutes(5);

    private volatile CheckView? view;
    private long until = long.MinValue;
    private int running;
    private bool isListed;

    /// <summary>What checks are answered from; null where that has to be worked out anew. On any thread.</summary>
    public CheckView? View => view;

    /// <summary>The period where Orleans takes activations for idle that no message comes to for so long: well within that.</summary>
    public static TimeSpan PeriodWithin(TimeSpan idleTime) => idleTime / 3 < MostPeriod ? idleTime / 3 : MostPeriod;

    /// <summary>
    /// Permits answers for a while, as a message has come, but not while a call is running that others wait for: it may be
    /// hanging. Lists the activation, once.
    /// </summary>
    public void Permit(InstallationKey key, ILocalChecks own)
    {
        if (running > 0)
        {
            return;
        }

        until = active.Now + active.AnswerTicks;
        view?.PermitUntil(until);
        if (!isListed)
        {
            isListed = true;
            active.Add(key, own);
        }
    }

    /// <summary>Answers from a view from now on, as long as is permitted.</summary>
    public CheckView Show(CheckView next)
    {
        Hide();
        next.PermitUntil(until);
        return view = next;
    }

    /// <summary>Answers no more from the view there is, also where somebody has kept it.</summary>
    public void Hide()
    {
        view?.PermitUntil(long.MinValue);
        view = null;
    }

    /// <summary>Ends them, before anything makes another activation possible.</summary>
    public void End(InstallationKey key, ILocalChecks own)
    {
        running = int.MaxValue / 2;
        until = long.MinValue;
        Hide();
        if (isListed)
        {
            isListed = false;
            active.Remove(key, own);
        }
    }

    /// <summary>Comes around every call that others wait for.</summary>
    public Call Begin()
    {
        running++;
        return new(this);
    }

    internal readonly struct Call(LocalAnswers owner) : IDisposable
    {
        public void Dispose() => owner.running--;
    }
}
