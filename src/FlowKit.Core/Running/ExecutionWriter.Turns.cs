using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Telemetry;

namespace FlowKit.Running;

/// <summary>The turns: decide, save, act, announce.</summary>
internal sealed partial class ExecutionWriter
{
    /// <summary>A writer that has run so long lets others have the thread first.</summary>
    private static readonly TimeSpan Share = TimeSpan.FromMilliseconds(20);

    private readonly Attempts _attempts;
    private readonly DueHeap<TaskState> _times = new();

    // Only while it is busy.
    private Workbench? _bench;
    private SaveBook _saves;
    private Turn? _turn;
    private long _clockSetFor;
    private bool _endTold;
    private bool _keyTold;
    private bool _tellsDoubts;

    private async Task RunAsync()
    {
        var begun = _engine.Time.GetTimestamp();
        TakeBench();
        try
        {
            if (!await _tenure.HoldsAsync(begun).ConfigureAwait(false))
            {
                Disown();
                return;
            }

            await FollowUpAsync().ConfigureAwait(false);
            while (TakeLetters())
            {
                await TurnAsync().ConfigureAwait(false);
                if (_engine.Time.GetElapsedTime(begun) > Share)
                {
                    _engine.Work.Queue(this);
                    return;
                }
            }
        }
#pragma warning disable CA1031 // The last line of defence: whatever went wrong in a turn, it must not take the process or the mailbox with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SetBack(exception);
            return;
        }

        GoIdle();
    }

    /// <summary>One batch.</summary>
    private async ValueTask TurnAsync()
    {
        if (_turn is null)
        {
            await LoadAsync().ConfigureAwait(false);
        }

        Decide();
        TellDoubts(_turn!);
        await KeepAsync().ConfigureAwait(false);
        _failures = 0;
        for (var i = 0; i < _bench!.Batch.Count; i++)
        {
            if (_bench.Batch[i].Arrival is Arrival.Callback && FlowMetrics.WatchesCallbacks)
            {
                FlowMetrics.CallbackReceived(_turn!.Plan.Name, _bench.Replies[i]);
            }

            _bench.Batch[i].Waiting?.SetResult(_bench.Replies[i]);
            Acknowledge(_bench.Batch[i]);
        }

        _bench.Batch.Clear();
        _bench.Replies.Clear();
        await FollowUpAsync().ConfigureAwait(false);
    }

    private void Decide()
    {
        var turn = _turn!;
        turn.Now = Now();
        turn.WantsNews = _engine.WantsNews;
        var replies = _bench!.Replies;
        foreach (var letter in _bench.Batch)
        {
            replies.Add(letter.Arrival switch
            {
                Arrival.Tick => Tick(turn),
                Arrival.Stop => Stop(),
                Arrival.Outcome outcome => Decider.Decide(turn, OfPresent(turn, outcome)),
                Arrival.EndTold told => EndTold(turn, told),
                Arrival.LoopTurn loop => Decider.Decide(turn, loop with { Task = Own(turn, loop.Task) }),
                var arrival => Decider.Decide(turn, arrival),
            });
        }
    }

    // Another task object than the present one only where the execution was read from the store in between.
    private Arrival.Outcome OfPresent(Turn turn, Arrival.Outcome outcome)
    {
        var task = Own(turn, _attempts.CameBack(outcome));
        return ReferenceEquals(task, outcome.Task) ? outcome : outcome with { Task = task };
    }

    /// <summary>Decides everything that is due.</summary>
    private Reply Tick(Turn turn)
    {
        Decider.Decide(turn, Arrival.ExecutionTime.Instance);
        if (!_attempts.IsTellingEnd)
        {
            EndCallbackRules.Owe(turn);
        }

        while (_times.First is { } first && first.Due <= turn.Now)
        {
            _times.Remove(first);
            Decider.Decide(turn, new Arrival.TaskTime(first));
            _times.Set(first, first.NextDue);
        }

        return Reply.Done;
    }

    private Reply EndTold(Turn turn, Arrival.EndTold told)
    {
        _attempts.EndTold();
        return Decider.Decide(turn, told);
    }

    private Reply Stop()
    {
        _attempts.CancelAll(CancelReason.EngineStopping);
        return Reply.Done;
    }

    private async ValueTask SaveAsync()
    {
        if (!await TrySaveAsync(CancellationToken.None).ConfigureAwait(false))
        {
            throw new FlowException(FlowErrorCodes.SaveLost, $"Another writer saved the execution '{Id}' in between.");
        }
    }

    // A save is refused when the execution is another engine's by now. A turn that saves nothing asks: the engine may have slept since it began.
    private ValueTask KeepAsync() => _turn!.HasChanges ? SaveAsync() : CheckHeldAsync();

    private async ValueTask CheckHeldAsync()
    {
        if (!await _tenure.HoldsAsync(_engine.Time.GetTimestamp()).ConfigureAwait(false))
        {
            throw new FlowException(FlowErrorCodes.LeaseLost, $"The execution '{Id}' belongs to another engine by now.");
        }
    }

    /// <summary>Saves what the turn changed, and sets the clock for what comes next. A turn without changes is not saved.</summary>
    private async ValueTask<bool> TrySaveAsync(CancellationToken cancellationToken)
    {
        var turn = _turn!;
        if (!turn.HasChanges)
        {
            return true;
        }

        foreach (var change in turn.Changes)
        {
            if (change.Task is { } task)
            {
                _times.Set(task, task.NextDue);
            }
        }

        var due = NextDue(turn.State);
        try
        {
            if (!await _saves.TrySaveAsync(_bench!.Writer, turn, due, NeedsOwner(turn), cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (FlowException fault) when (fault.Code == FlowErrorCodes.StoreUnreachable)
        {
            throw new UnsureSaveException(Id, fault);
        }

        turn.MarkSaved();
        SetClock(due);
        _attempts.CallOff(turn);
        return true;
    }

    private long NextDue(ExecutionState state) => state.Status.IsEnded()
        ? state.EndCallback?.DueAt ?? 0
        : Earlier(_times.First?.Due ?? 0, state.Deadline);

    /// <summary>
    /// Something is owed now: a dispatch, the news of the end, or the call that tells it. After the end nobody is interested in attempts that
    /// are still out.
    /// </summary>
    private bool NeedsOwner(Turn turn) =>
        turn.State.OwesNews || turn.State.OwesChildren || turn.State.EndCallback is { Standing: EndCallbackStanding.Owed } || _attempts.IsTellingEnd ||
        ((_attempts.Count > 0 || _attempts.AreCalledOff) && !turn.State.Status.IsEnded()) ||
        turn.Effects.Exists(effect => effect.Kind != EffectKind.CancelAttempt);

    private void SetClock(long due)
    {
        if (due != _clockSetFor)
        {
            _clockSetFor = due;
            _tenure.Clock.Set(Id, due);
        }
    }

    /// <summary>Acts and announces what the saved turn owes.</summary>
    private async ValueTask FollowUpAsync()
    {
        if (_turn is not { } turn)
        {
            return;
        }

        await FuseAsync(turn).ConfigureAwait(false);
        if (_host.IsStopping)
        {
            _attempts.LeaveOwed(turn);
        }
        else
        {
            _attempts.Act(turn, _bench!);
        }

        turn.Effects.Clear();
        await TellNewsAsync(turn).ConfigureAwait(false);
        if (!turn.State.Status.IsEnded())
        {
            _endTold = false;
            TellKeyPath(turn);
        }
        else if (!_endTold)
        {
            await EndAsync(turn).ConfigureAwait(false);
        }
    }

    private void Acknowledge(Letter letter)
    {
        if (letter.Receipt is { } receipt)
        {
            _host.Post(receipt.ExecutionId, new(receipt.Arrival, null));
        }
    }

    private void TakeBench()
    {
        _bench ??= _engine.Workbenches.Take();
        if (_turn is not null)
        {
            _turn.Lists = _bench.Lists;
        }
    }

    private void GoIdle()
    {
        var over = _turn is null || (_endTold && !_turn.State.OwesNews);
        if (over && TryRetire())
        {
            _host.Retired(this);
        }
        else
        {
            _host.WentIdle(this);
        }

        _host.TurnsEnd();
    }

    private static TaskState Own(Turn turn, TaskState task) => turn.State.Scopes[task.Scope.Id].Tasks[task.Index];

    private static long Earlier(long left, long right) => left == 0 ? right : right == 0 ? left : Math.Min(left, right);
}
