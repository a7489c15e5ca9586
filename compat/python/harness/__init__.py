"""What the tests stand on: the server as a process, the SDK, plain HTTP, the organisation."""
