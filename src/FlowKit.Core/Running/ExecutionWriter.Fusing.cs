using FlowKit.Deciding;

namespace FlowKit.Running;

/// <summary>Groups of calls inside this process that have no effect outside: sent out and decided without a hop, with one save for all.</summary>
internal sealed partial class ExecutionWriter
{
    /// <summary>Runs the group that the saved turn owes, if it owes nothing else, and saves what came of it.</summary>
    private async ValueTask FuseAsync(Turn turn)
    {
        if (_host.IsStopping || !Attempts.MayFuse(turn))
        {
            return;
        }

        // What is on record is told first: the group may have to be set back. So is what will be on record with it.
        await TellNewsAsync(turn).ConfigureAwait(false);
        TellDoubts(turn);
        turn.Now = Now();
        _attempts.Fuse(turn, _bench!);
        await SaveAsync().ConfigureAwait(false);
    }
}
