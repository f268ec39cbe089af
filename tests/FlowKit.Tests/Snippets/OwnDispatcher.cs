using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;

namespace FlowKit.Tests.Snippets;

/// <summary>What the README says about dispatchers and callbacks.</summary>
internal static class OwnDispatcher
{
    public static void Register(IServiceCollection services)
    {
        #region own dispatcher, registered
        services.AddFlowEngine(flows => flows.AddDispatcher<SmsDispatcher>("sms"));   // answers sms://...
        #endregion
    }

    public static async Task CompleteAsync(IFlowEngine engine, string executionId, FlowValue output)
    {
        #region completion
        await engine.CompleteTaskAsync(executionId, new TaskCallback("encode_2-one", CallbackStatus.Success, output));
        #endregion
    }
}

#region own dispatcher
internal sealed class SmsDispatcher(SmsProvider provider) : IDispatcher
{
    public async ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        var to = request.Input["to"].AsString();
        if (string.IsNullOrEmpty(to))
        {
            return DispatchOutcome.Failed("The input names no phone number in 'to'.", retryable: false);
        }

        var id = await provider.SendAsync(to, request.Input["text"].AsString(), request.IdempotencyKey, cancellationToken);
        return DispatchOutcome.Succeeded(FlowValue.Object(("id", id)));
    }
}
#endregion

/// <summary>Stands for a provider's client.</summary>
internal sealed class SmsProvider
{
    public Task<string> SendAsync(string to, string? text, string idempotencyKey, CancellationToken cancellationToken) =>
        Task.FromResult($"{to}|{text}|{idempotencyKey}");
}
