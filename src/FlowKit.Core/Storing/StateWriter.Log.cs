using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>What is past: of a turn what it added, of a snapshot all.</summary>
internal sealed partial class StateWriter
{
    private void Log(ExecutionState state)
    {
        if (state.Log is not { } log)
        {
            return;
        }

        if (log.AttemptsDropped > 0 || log.OperationsDropped > 0)
        {
            NeedsSecondFormat();
            _bytes.Byte(SaveMark.LogDropped);
            _bytes.Int(log.AttemptsDropped);
            _bytes.Int(log.OperationsDropped);
        }

        foreach (var attempt in log.Attempts)
        {
            Attempt(state, attempt);
        }

        foreach (var operation in log.Operations)
        {
            Operation(state, operation);
        }
    }

    private void Log(ExecutionState state, List<PastAttempt>? attempts, List<PastOperation>? operations)
    {
        for (var i = 0; i < attempts?.Count; i++)
        {
            Attempt(state, attempts[i]);
        }

        for (var i = 0; i < operations?.Count; i++)
        {
            Operation(state, operations[i]);
        }
    }

    private void Attempt(ExecutionState state, PastAttempt attempt)
    {
        NeedsSecondFormat();
        _bytes.Byte(SaveMark.PastAttempt);
        _bytes.Text(attempt.Task);
        _bytes.Int(attempt.Epoch);
        _bytes.Int(attempt.Attempt);
        Time(state, attempt.QueuedAt);
        Time(state, attempt.StartedAt);
        Time(state, attempt.EndedAt);
        _bytes.Byte((byte)attempt.Status);
        _bytes.OptionalText(attempt.Code);
        _bytes.OptionalText(attempt.Message);
        _bytes.Signed(attempt.InputBytes);
        _bytes.Signed(attempt.OutputBytes);
    }

    private void Operation(ExecutionState state, PastOperation operation)
    {
        NeedsSecondFormat();
        _bytes.Byte(SaveMark.PastOperation);
        _bytes.Byte((byte)operation.Kind);
        _bytes.Int(operation.Tasks.Length);
        foreach (var task in operation.Tasks)
        {
            _bytes.Text(task);
        }

        _bytes.Int(operation.TaskCount);
        _bytes.OptionalText(operation.Detail);
        _bytes.OptionalText(operation.By);
        _bytes.OptionalText(operation.Reason);
        Time(state, operation.At);
        _bytes.Int(operation.Epoch);
    }

    // Who knows no history, and no traces, must not take this save for all there is.
    private void NeedsSecondFormat() => _bytes.Set(0, SaveMark.SecondFormat);
}
