using System.Globalization;
using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.CrashHost;

/// <summary>Whatever is dispatched is done outside this process: it goes over the wire, and the answer is the outcome.</summary>
internal sealed class Executors(Wire wire, Gate gate) : IDispatcher
{
    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var answer = AskAsync(request);

        // Half of them keep the thread of the execution, the others come back from another one.
        return request.IdempotencyKey.Length % 2 == 0 ? new(OutcomeOf(answer.GetAwaiter().GetResult())) : LaterAsync(answer);
    }

    private async Task<string[]> AskAsync(DispatchRequest request)
    {
        string[] attempt =
        [
            request.ExecutionId,
            request.Task,
            request.Epoch.ToString(CultureInfo.InvariantCulture),
            request.Attempt.ToString(CultureInfo.InvariantCulture),
        ];
        await gate.PassAsync("dispatch", 0, attempt);
        return await wire.AskAsync([.. attempt, request.IdempotencyKey, request.Resource, request.Input.ToString()]);
    }

    private static async ValueTask<DispatchOutcome> LaterAsync(Task<string[]> answer) => OutcomeOf(await answer);

    private static DispatchOutcome OutcomeOf(string[] words) => words[0] switch
    {
        "succeeded" => DispatchOutcome.Succeeded(FlowValue.Parse(words[1])),
        "accepted" => DispatchOutcome.Accepted,
        _ => DispatchOutcome.Failed(words[1]),
    };
}
