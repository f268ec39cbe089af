using System.Collections;
using System.Globalization;
using FlowKit.Dispatching;

namespace FlowKit.Hosting;

/// <summary>The ids of an attempt as loggers take them; none is put into words before a logger asks.</summary>
internal sealed class DispatchScope(DispatchRequest request) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 5;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Flow", request.Flow),
        1 => new("ExecutionId", request.ExecutionId),
        2 => new("Task", request.Task),
        3 => new("Attempt", request.Attempt),
        4 => new("AttemptId", request.IdempotencyKey),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"execution {request.ExecutionId}, task {request.Task}, attempt {request.Attempt}");
}
