using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>What is past.</summary>
internal sealed partial class StateReader
{
    private ExecutionLog Log => State.Log ??= new();

    private void LogDropped(ref ByteReader bytes) => Log.OperationsDropped = bytes.Int();

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
