using System.Text;
using FlowKit.Cli;
using FlowKit.Values;

namespace FlowKit.Tests.Cli;

/// <summary>What one call of the tool came to.</summary>
internal sealed record CliCall(int ExitCode, string Out, string Error)
{
    public FlowValue Json => FlowValue.Parse(Out);

    /// <summary>Calls the tool in process, without a terminal.</summary>
    public static Task<CliCall> RunAsync(params string[] args) => RunAsync(new Surroundings(), args);

    public static async Task<CliCall> RunAsync(Surroundings around, params string[] args)
    {
        var output = new HeardWriter(around.Heard);
        var error = new HeardWriter(around.Heard);
        var code = await CommandLine.RunAsync(args, new(around.In, output, error, around.IsTerminal), around.Token);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>What there is around a call.</summary>
    internal sealed record Surroundings
    {
        public TextReader? In { get; init; }

        public bool IsTerminal { get; init; }

        public CancellationToken Token { get; init; }

        /// <summary>Hears every line that is written, at once.</summary>
        public Action<string> Heard { get; init; } = _ => { };
    }

    private sealed class HeardWriter(Action<string> heard) : TextWriter
    {
        private readonly Lock _gate = new();
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (_gate)
            {
                _text.Append(value);
            }
        }

        public override void Write(string? value)
        {
            lock (_gate)
            {
                _text.Append(value);
            }
        }

        public override void WriteLine(string? value)
        {
            Write(value + Environment.NewLine);
            heard(value ?? string.Empty);
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }
}
