using System.Text;
using FlowKit.Values;

namespace FlowKit.Cli;

/// <summary>Where a call reads and writes. Standard output holds what was asked for, standard error what is to be said about it.</summary>
/// <param name="In">Standard input; null when a person sits there.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsTerminal">Standard output is a terminal: colour and movement are welcome.</param>
internal sealed record CliIo(TextReader? In, TextWriter Out, TextWriter Error, bool IsTerminal)
{
    /// <summary>Ends when Ctrl-C and its like end a verb in order; no verb does anything before.</summary>
    public Task SignalsHeard { get; init; } = Task.CompletedTask;

    public static CliIo OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true };
        return new(
            Console.IsInputRedirected ? Console.In : null,
            TextWriter.Synchronized(output),
            Console.Error,
            !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb");
    }

    public void WriteJson(FlowValue value) => Out.WriteLine(value.ToJson(indented: true));
}
