using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Errors;

namespace FlowKit.Running;

/// <summary>What happens when a turn cannot be loaded or saved: nothing of it counts, and it is tried again from what is on record.</summary>
internal sealed partial class ExecutionWriter
{
    private int _failures;
    private ITimer? _retry;

    /// <summary>
    /// Whoever waits is told that nothing was recorded. What came from inside, such as an outcome, is kept and decided again.
    /// </summary>
    private void SetBack(Exception exception)
    {
        if (exception is FlowException { Code: FlowErrorCodes.LeaseLost or FlowErrorCodes.AnswerLost } lost)
        {
            _host.Doubt();
            Disown(lost.Code);
            return;
        }

        var fault = exception as FlowException ?? new FlowException(
            FlowErrorCodes.SaveFailed, $"The execution '{Id}' could not be loaded or saved: {exception.Message}", exception);
        var final = fault.Code is FlowErrorCodes.UnknownExecution or FlowErrorCodes.UnknownFlowVersion or FlowErrorCodes.FlowTextUnreadable
            or FlowErrorCodes.DamagedState or FlowErrorCodes.NewerState
            || (fault.Code == FlowErrorCodes.StoreDamaged && _turn is null);
        if (fault.Code != FlowErrorCodes.UnknownExecution)
        {
            _engine.Notice(new(fault.Code, final ? fault.Message : $"{fault.Message} It is tried again.", Id, null, exception));
        }

        var batch = _bench!.Batch;
        lock (_gate)
        {
            if (!final)
            {
                (_mailbox ??= []).InsertRange(0, batch.Where(letter => letter.Waiting is null).Concat(_bench.Arrived));
                _mailbox.Add(new(Arrival.Tick.Instance, null));
            }
        }

        foreach (var letter in batch)
        {
            letter.Waiting?.TrySetException(fault);
            if (fault.Code == FlowErrorCodes.UnknownExecution || (final && letter.Receipt is { Arrival: Arrival.NewsTaken }))
            {
                // A parent that is gone has nothing more to learn, a sub-flow that never began has nothing to do.
                Acknowledge(letter);
            }
        }

        Forget();
        _bench.Clear();
        if (final)
        {
            _engine.Work.Queue(this);
        }
        else
        {
            Rest();
        }
    }

    /// <summary>
    /// The execution is another engine's: nothing this writer knows counts any more. Whoever waits is asked to look for the new owner, and
    /// so is what came from other executions. Where the last save may be on record he is told so: what was in it may be done already.
    /// </summary>
    private void Disown(string code = FlowErrorCodes.LeaseLost)
    {
        List<Letter> letters = [.. _bench!.Batch];
        var saved = _bench.Replies.Count;
        lock (_gate)
        {
            _retired = true;
            letters.AddRange(_mailbox ?? []);
        }

        _attempts.CancelAll(CancelReason.OwnershipLost);
        Forget();
        PutBenchBack();
        _host.Retired(this);
        for (var i = 0; i < letters.Count; i++)
        {
            var letter = letters[i];
            letter.Waiting?.TrySetException(new FlowException(
                i < saved ? code : FlowErrorCodes.LeaseLost, $"The execution '{Id}' belongs to another engine by now."));
            if (letter is { Waiting: null, Arrival: Arrival.ChildNews or Arrival.NewsTaken or Arrival.OrderTaken or Arrival.Cancel or Arrival.Operation })
            {
                _host.Post(Id, letter);
            }
        }

        _host.TurnsEnd();
    }

    private void Forget()
    {
        _turn = null;
        _endTold = false;
        _clockSetFor = 0;
        while (_times.First is { } task)
        {
            _times.Remove(task);
        }
    }

    // Busy all the while, so that letters wait; not counted as running, so that the engine can stop.
    private void Rest()
    {
        var wait = StoreRetry.Wait(_failures++);
        _retry = _engine.Time.CreateTimer(static writer => ((ExecutionWriter)writer!).GoOn(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _retry.Change(wait, Timeout.InfiniteTimeSpan);
        _host.TurnsEnd();
    }

    private void GoOn()
    {
        _retry?.Dispose();
        _retry = null;
        _host.TurnsBegin();
        if (_host.IsStopping)
        {
            GiveUp();
        }
        else
        {
            _engine.Work.Queue(this);
        }
    }

    // The store may be gone by now. What is on record is taken up by the next engine.
    private void GiveUp()
    {
        List<Letter> letters;
        lock (_gate)
        {
            _retired = true;
            letters = _mailbox ?? [];
        }

        PutBenchBack();
        _attempts.CancelAll(CancelReason.EngineStopping);
        _host.Retired(this);
        foreach (var letter in letters)
        {
            letter.Waiting?.TrySetException(new FlowException(FlowErrorCodes.EngineStopping, "The engine is stopping and takes nothing new."));
        }

        _host.TurnsEnd();
    }
}
