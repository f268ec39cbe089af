using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Planning;

namespace FlowKit.Running;

/// <summary>
/// A group of calls inside this process that have no effect outside. Each is sent out before what led to it is on record, and what comes back
/// is decided at once: a crash repeats them, with the same idempotency keys, and nothing else.
/// </summary>
internal sealed partial class Attempts
{
    /// <summary>A group of so many is saved before others go out: what a crash repeats is bounded.</summary>
    private const int MostFused = 64;

    /// <summary>A group that has taken so long is saved.</summary>
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(5);

    /// <summary>Something is owed, and nothing but calls that may be fused.</summary>
    public static bool MayFuse(Turn turn) => turn.Effects.Count > 0 && MayFuse(turn, from: 0);

    /// <summary>
    /// Runs the group and leaves what it still owes. It ends when something with an effect outside is owed, when a call does not complete
    /// at once or blocks its thread, and at its bounds.
    /// </summary>
    public void Fuse(Turn turn, Workbench bench)
    {
        var (done, goesOn) = (0, true);
        var begun = turn.Now;
        while (goesOn && done < Math.Min(turn.Effects.Count, MostFused))
        {
            var (known, before) = (turn.Effects.Count, turn.Now);
            goesOn = FuseNext(turn, turn.Effects[done++], bench) && MayFuse(turn, from: known) &&
                turn.Now - before <= Patience.Ticks && turn.Now - begun <= LongestGroup.Ticks;
        }

        turn.Effects.RemoveRange(0, done);
    }

    private static bool MayFuse(Turn turn, int from)
    {
        for (var i = from; i < turn.Effects.Count; i++)
        {
            if (turn.Effects[i] is not { Kind: EffectKind.Dispatch, Task: { } task } || !turn.TraitsOf(task).HasFlag(TaskTraits.Fusable))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sends one out and decides what comes back; false when it does not come back at once.</summary>
    private bool FuseNext(Turn turn, Effect effect, Workbench bench)
    {
        var task = effect.Task!;
        if (!IsWanted(effect) || IsOut(task))
        {
            return true;
        }

        var request = RequestFor(turn, task, (FunctionNode)turn.NodeOf(task));
        var source = bench.TakeSource();
        var pending = Send(request, source.Token);
        if (!pending.IsCompletedSuccessfully)
        {
            GoOut(task, request, source).Await(pending);
            return false;
        }

        var outcome = pending.Result;
        bench.GiveBack(source, outcome);
        turn.Now = Now();
        Decider.Returned(turn, task, outcome ?? NoOutcome);
        return true;
    }

    private long Now() => engine.Time.GetUtcNow().UtcTicks;
}
