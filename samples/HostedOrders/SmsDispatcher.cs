using FlowKit.Dispatching;
using FlowKit.Values;

namespace HostedOrders;

/// <summary>Answers <c>sms://customer</c> and <c>sms://owner</c>. A real one would call a provider and hand on the idempotency key.</summary>
internal sealed class SmsDispatcher : IDispatcher
{
    private const string OwnersPhone = "+44 20 0000";

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var to = request.Resource == "sms://owner" ? OwnersPhone : request.Input["to"].AsString();
        if (string.IsNullOrEmpty(to))
        {
            return new(DispatchOutcome.Failed("The input names no phone number in 'to'.", retryable: false));
        }

        Console.WriteLine($"  text message to {to}: {request.Input["text"].AsString()}");
        return new(DispatchOutcome.Succeeded(FlowValue.Object(("id", $"sms-{request.Task}"))));
    }
}
