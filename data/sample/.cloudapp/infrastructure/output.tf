output "main" {
  value       = "http://${tencentcloud_clb_instance.entry.clb_vips[0]}"
  description = "Where the application opens"
}

output "database_address" {
  value       = "${tencentcloud_mysql_instance.db.intranet_ip}:${tencentcloud_mysql_instance.db.intranet_port}"
  description = "MySQL, inside the network"
}

output "database_password" {
  value       = random_password.db.result
  description = "Password of the database's root user"
  sensitive   = true
}
