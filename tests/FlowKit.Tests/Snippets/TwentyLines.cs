#region twenty lines
using FlowKit;
using FlowKit.Executions;
using FlowKit.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
#endregion

namespace FlowKit.Tests.Snippets;

/// <summary>The program of the README.</summary>
internal static class TwentyLines
{
    public static async Task<FlowResult> RunAsync()
    {
        #region twenty lines
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddFlowEngine(flows => flows
            .AddFlowsFrom("flows")
            .AddFunction("price", (Cart cart, CancellationToken _) => new Price(cart.Items.Count * 9.99m))
            .AddFunction("thank", input => $"Thank you, {input["name"].AsString()}! That is {input["total"]}."));
        using var host = builder.Build();
        await host.StartAsync();

        var engine = host.Services.GetRequiredService<IFlowEngine>();
        var result = await engine.RunAsync("shop:order", FlowValue.Parse("""{ "name": "Ada", "items": ["pen", "ink"] }"""));
        Console.WriteLine($"{result.Status.ToText()}: {result.Output["note"].AsString()}");
        await host.StopAsync();
        #endregion

        return result;
    }
}

#region twenty lines
internal sealed record Cart(IReadOnlyList<string> Items);

internal sealed record Price(decimal Total);
#endregion
