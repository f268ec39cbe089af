using FlowKit.Deciding;

namespace FlowKit.Running;

/// <summary>Who is told what, once it is on record: sinks the news, a parent the key part and the end, and whoever waits.</summary>
internal sealed partial class ExecutionWriter
{
    private async ValueTask TellNewsAsync(Turn turn)
    {
        if (turn.News.Count > 0)
        {
            await Announcer.TellAsync(_engine, turn).ConfigureAwait(false);
            turn.News.Clear();
        }
    }

    // Told once in the life of this writer; a parent that hears it twice takes it once.
    private void TellKeyPath(Turn turn)
    {
        if (!_keyTold && turn.State is { KeyAnnounced: true, Parent: { Waits: true } parent })
        {
            _keyTold = true;
            _host.Post(parent.ExecutionId, new(Views.News(turn, parent), null));
        }
    }

    private async ValueTask EndAsync(Turn turn)
    {
        _endTold = true;
        if (turn.State.Parent is { Waits: true } parent && turn.State.OwesNews)
        {
            // The parent has it on record when it acknowledges; until then it is owed.
            _host.Post(parent.ExecutionId, new(Views.News(turn, parent), null, new Receipt(Id, Arrival.NewsTaken.Instance)));
        }
        else if (turn.State.OwesNews)
        {
            ExecutionRules.NewsTaken(turn);
            await SaveAsync().ConfigureAwait(false);
        }

        if (_host.IsAwaited(Id))
        {
            _host.Ended(Views.Result(turn.Plan, turn.State));
        }
    }
}
