using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;

namespace FlowKit.Running;

/// <summary>How a writer comes to know its execution: from what is on record, and what is out or came back meanwhile.</summary>
internal sealed partial class ExecutionWriter
{
    private async ValueTask LoadAsync()
    {
        var stored = await _tenure.Store.LoadAsync(Id, CancellationToken.None).ConfigureAwait(false)
            ?? throw Refusals.Unknown(Id);
        var plan = await _engine.Plans.OfAsync(stored.Header).ConfigureAwait(false);
        var state = ExecutionLoader.Read(stored, plan);
        var turn = new Turn(plan, state, _engine.Deciding, _bench!.Lists) { Now = Now(), WantsNews = _engine.WantsNews };
        _saves = new(_engine, _tenure.Store, Id);
        _saves.Continue(stored);
        var cameBack = CameBack();
        Restoring.Owe(turn, task => _attempts.IsOut(task) || cameBack.Contains((task.Scope.Id, task.Index, task.Epoch, task.Attempt)));

        foreach (var task in state.Scopes.SelectMany(scope => scope.Tasks))
        {
            _times.Set(task, task.NextDue);
        }

        SetClock(NextDue(state));

        // An end may be on record though the answer of the store was lost: then it is still to be told.
        _endTold = state.Status.IsEnded() && !state.OwesNews && !_host.IsAwaited(Id);
        _turn = turn;
        _tellsDoubts = true;
        if (turn.Effects.Count > 0 || turn.News.Count > 0)
        {
            // What another owner has saved meanwhile is that one's to do.
            await CheckHeldAsync().ConfigureAwait(false);
            await FollowUpAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What was in doubt when the execution was read, and still is: what it was read for may have settled it. Before that is on record: an
    /// execution that only waits to be told is read by no engine that starts.
    /// </summary>
    private void TellDoubts(Turn turn)
    {
        if (!_tellsDoubts)
        {
            return;
        }

        _tellsDoubts = false;
        foreach (var task in turn.State.Scopes.SelectMany(scope => scope.Tasks).Where(DoubtRules.IsOpen))
        {
            TellDoubt(turn, task);
        }
    }

    private void TellDoubt(Turn turn, TaskState task)
    {
        var name = InstanceName.Of(turn.Plan, task);
        _engine.Notice(new(
            FlowErrorCodes.OutcomeUnknown,
            $"Attempt {AttemptMark.Of(task.Epoch, task.Attempt)} of the task '{name}' may have gone out, and what came of it is not on record. " +
            "It waits: have it repeated, or bring its outcome.",
            Id,
            name,
            null));
    }

    /// <summary>The attempts whose outcome is in this batch, kept from a turn that could not be saved: they need not go out again.</summary>
    private HashSet<(int Scope, int Task, int Epoch, int Attempt)> CameBack() =>
    [
        .. _bench!.Batch.Select(letter => letter.Arrival).OfType<Arrival.Outcome>()
            .Select(came => (came.Task.Scope.Id, came.Task.Index, came.Epoch, came.Attempt)),
    ];
}
