using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FlowKit.PostgreSql.Tests;

/// <summary>A PostgreSQL server of the tests' own, in a temporary folder, on a loopback port that the system chose; gone with the test run.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private static readonly string? Binaries = FindBinaries();
    private readonly string _folder = Directory.CreateTempSubdirectory("flowkit-pg-").FullName;
    private int _schemas;

    /// <summary>Why no test can run here; null when they can.</summary>
    public static string? Missing => Binaries is null
        ? "No PostgreSQL server is installed here (initdb and pg_ctl were not found)."
        : Environment.IsPrivilegedProcess && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "The PostgreSQL server does not run as root, and there is no user 'postgres' to run it as."
            : null;

    public int Port { get; private set; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"postgresql://postgres@127.0.0.1:{Port}/postgres");

    /// <summary>A schema that no other test of the run has.</summary>
    public string NewSchema() => string.Create(CultureInfo.InvariantCulture, $"flows {Interlocked.Increment(ref _schemas)}");

    public async Task InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            await RunAsync("chown", ["postgres", _folder], asServer: false);
        }

        await RunAsync(Path.Combine(Binaries!, "initdb"), ["-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await StartAsync();
    }

    public async Task StartAsync()
    {
        Port = Port == 0 ? FreePort() : Port;
        var settings = $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories={_folder} -c fsync=on -c max_connections=200";
        await RunAsync(Path.Combine(Binaries!, "pg_ctl"), ["-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o", settings, "start"]);
    }

    /// <summary>Ends the server as a loss of power would, and returns when all of its processes are gone.</summary>
    public async Task KillAsync()
    {
        var pid = int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        using var postmaster = Process.GetProcessById(pid);
        var children = Children(pid);
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
        foreach (var child in children)
        {
            // They see that their parent is gone and end by themselves.
            await child.WaitForExitAsync();
            child.Dispose();
        }
    }

    /// <summary>Does something on the server as an operator would.</summary>
    public async Task RunSqlAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> ValueAsync<T>(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync();
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async Task DisposeAsync()
    {
        if (Port != 0)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync(Path.Combine(Binaries!, "pg_ctl"), ["-D", Data, "-m", "immediate", "-w", "stop"]);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private static List<Process> Children(int parent)
    {
        var children = new List<Process>();
        foreach (var process in Process.GetProcesses())
        {
            if (ParentOf(process) == parent)
            {
                children.Add(process);
            }
            else
            {
                process.Dispose();
            }
        }

        return children;
    }

    private static int ParentOf(Process process)
    {
        try
        {
            // "pid (name) state parent ...": the name may hold anything.
            var line = File.ReadAllText($"/proc/{process.Id}/stat");
            return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindBinaries()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private async Task RunAsync(string program, string[] arguments, bool asServer = true)
    {
        var start = asServer && Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments])
            : new ProcessStartInfo(program, arguments);

        // What is left open by the server must not keep the test run waiting: it writes to its log.
        start.RedirectStandardOutput = false;
        start.WorkingDirectory = _folder;
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
    }
}
