using FlowKit;
using FlowKit.Executions;
using FlowKit.Values;
using HostedOrders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddScoped<PriceList>();
builder.Services.AddFlowEngine(flows => flows
    .AddFlowsFrom("flows")
    .AddFunction("price", (PriceList prices, Order order, CancellationToken _) => new Quote(prices.Total(order.Lines)))
    .AddDispatcher<SmsDispatcher>("sms"));

using var host = builder.Build();
await host.StartAsync();

var engine = host.Services.GetRequiredService<IFlowEngine>();
foreach (var order in new[]
{
    """{ "customer": "Ada", "phone": "+44 20 1234", "lines": [ { "sku": "pen", "count": 3 } ] }""",
    """{ "customer": "Bob", "phone": "+49 30 5678", "lines": [ { "sku": "desk", "count": 2 }, { "sku": "pen", "count": 1 } ] }""",
})
{
    var result = await engine.RunAsync("shop:order", FlowValue.Parse(order));
    Console.WriteLine($"{result.Status.ToText()}: order over {result.Output["total"]}, message {result.Output["message"]}");
}

await host.StopAsync();
