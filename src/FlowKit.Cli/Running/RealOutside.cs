using FlowKit.Dispatching;
using FlowKit.Models;
using FlowKit.Running;

namespace FlowKit.Cli.Running;

/// <summary>The outside itself: the package's executors are called, functions of a host are not there.</summary>
/// <param name="verb">Who calls.</param>
internal sealed class RealOutside(string verb) : IOutside
{
    private static readonly string[] OfThePackage = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, ChatGptDispatcher.Protocol, AliyunAiDispatcher.Protocol];

    public void AddTo(FlowEngineBuilder builder, CallWatch watch)
    {
        builder.AddHttp().AddChatGpt().AddAliyunAi();
        foreach (var protocol in OfThePackage)
        {
            builder.AddDispatcher(protocol, new WatchedDispatcher(builder.DispatcherFor(protocol)!, watch, request => WarnOfCallback(watch.Display, request)));
        }

        var missing = new MissingFunctions(verb, task => $"Answer the task '{task}' with --stubs FILE.");
        foreach (var protocol in MissingFunctions.Protocols)
        {
            builder.AddDispatcher(protocol, new WatchedDispatcher(missing, watch));
        }

        builder.AddDispatcher(SubFlowDispatcher.Protocol, new WatchedDispatcher(builder.SubFlows, watch));
    }

    public void Attach(IFlowEngine engine)
    {
    }

    private void WarnOfCallback(IRunDisplay display, DispatchRequest request) => display.Tell(
        $"flowkit: '{request.Task}' waits for a callback, and '{verb}' takes none. Press Ctrl-C, and answer the task with --stubs FILE.");
}
