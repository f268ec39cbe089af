using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>What is past.</summary>
internal sealed partial class StateReader
{
    private ExecutionLog Log => State.Log ??= new();

    private void LogDropped(ref ByteReader bytes) => (Log.AttemptsDropped, Log.OperationsDropped) = (bytes.Int(), bytes.Int());

    private void PastAttempt(ref ByteReader bytes) => Log.Add(new PastAttempt(
        bytes.Text(),
        bytes.Int(),
        bytes.Int(),
        Time(ref bytes),
        Time(ref bytes),
        Time(ref bytes),
        Known((FlowTaskStatus)bytes.Byte()),
        bytes.OptionalText(),
        bytes.OptionalText(),
        bytes.Signed(),
        bytes.Signed()));

    private void PastOperation(ref ByteReader bytes)
    {
        var kind = Known((FlowOperation)bytes.Byte());
        var tasks = new string[bytes.Count()];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = bytes.Text();
        }

        Log.Add(new PastOperation(
            kind, tasks, bytes.Int(), bytes.OptionalText(), bytes.OptionalText(), bytes.OptionalText(), Time(ref bytes), bytes.Int()));
    }
}
